using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Samanvay.Designer.Hosting;
using Samanvay.Feel;
using Samanvay.Runtime.Access;
using Samanvay.Runtime.Procedures;
using Samanvay.Runtime.Procedures.Review;

namespace Samanvay.Designer.Pages.Procedures.Review;

/// <summary>What a draft changes, for the second pair of eyes: sentences, the drawing, problems, comments and the
/// verdict.</summary>
public sealed partial class ProcedureReview(
    ProcedureDesk desk, ReviewDesk reviews, ProcedureShelf shelf, CurrentAsker current,
    CurrentSurroundings surroundings)
{
    private Asker? _asker;
    private ProcedureDraft? _draft;
    private ProcedureVersion? _before;
    private IReadOnlyList<Difference> _differences = [];
    private IReadOnlyList<ReviewComment> _comments = [];
    private IReadOnlyList<Diagnostic> _problems = [];
    private bool _hasErrors;
    private Func<PersonId?, string> _nameOf = person => person?.Value ?? "";
    private DateTimeZone _zone = DateTimeZone.Utc;

    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery]
    public string? Done { get; set; }

    [SupplyParameterFromQuery]
    public string? Problem { get; set; }

    [SupplyParameterFromQuery]
    public string? Field { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _zone = (await surroundings.GetAsync()).Zone;
        _asker = await current.GetAsync();
        if (_asker is null) return;
        var id = new ProcedureId(Id);
        if (await desk.CompareAsync(_asker, id, CancellationToken.None)
            is not Granted<ImmutableArray<Difference>> { Value: var differences })
        {
            return;
        }
        if (await desk.OpenAsync(_asker, id, CancellationToken.None)
            is not Granted<ProcedureDraft> { Value: var draft })
        {
            return;
        }
        (_draft, _differences) = (draft, differences);
        _nameOf = await shelf.NamesAsync(_asker, CancellationToken.None);
        if (await shelf.VersionsAsync(_asker, id, CancellationToken.None)
            is Granted<ImmutableArray<ProcedureVersion>> { Value: [var newest, ..] })
        {
            _before = newest;
        }
        if (await reviews.CommentsAsync(_asker, id, CancellationToken.None)
            is Granted<ImmutableArray<ReviewComment>> { Value: var comments })
        {
            _comments = comments;
        }
        if (await reviews.CheckAsync(_asker, draft.Files, CancellationToken.None)
            is Granted<ImmutableArray<Diagnostic>> { Value: var problems })
        {
            _problems = problems;
        }
        _hasErrors = _problems.Any(problem => problem.Severity == Feel.Severity.Error);
    }

    // What the city lacks is a warning until it is published.
    private bool Lacks => _problems.Any(problem => problem.Code is "ROLE001" or "PLAY005");

    private string Authors => string.Join(", ", _draft!.Authors.Select(id => _nameOf(new PersonId(id))));

    private string Say(Instant at) => ProcedureWords.Say(at, _zone);
}
