using System.Collections.Immutable;

namespace Samanvay.Bpmn.Model;

/// <summary>Which change of which situation sends the message that an event waits for.</summary>
public sealed record SopTrigger(string Situation, SopTriggerChange Change, string? Level)
{
    /// <summary>The name of the BPMN message: <c>river-level/raised/moderate</c>.</summary>
    public string MessageName
    {
        get
        {
            var change = Change switch
            {
                SopTriggerChange.Lowered => "lowered",
                SopTriggerChange.Cleared => "cleared",
                SopTriggerChange.Faulty => "faulty",
                SopTriggerChange.Recovered => "recovered",
                _ => "raised",
            };
            return Level is null ? $"{Situation}/{change}" : $"{Situation}/{change}/{Level}";
        }
    }
}

/// <summary>The last two tell of a sensor that can not be believed, and that works again.</summary>
public enum SopTriggerChange { Raised, Lowered, Cleared, Faulty, Recovered }

/// <summary>The activity of the library that a service task runs.</summary>
public sealed record SopActivity(
    string Type, string Version, ImmutableArray<SopInput> Inputs, ImmutableArray<SopOutput> Outputs);

public sealed record SopInput(string Name, SopValue Value);

/// <summary>Sets the variable <paramref name="Name"/> to a value over what the step returned.</summary>
public sealed record SopOutput(string Name, SopValue Value);

/// <param name="Result">The variable that takes the form's fields as one context.</param>
public sealed record SopForm(string Ref, string Result);

/// <summary>The DMN decision that a business rule task evaluates, and the variable that takes its result.</summary>
public sealed record SopDecision(string Ref, string? Result);

public sealed record SopText(string Lang, SopTextUse For, string Text);

public enum SopTextUse { Name, Instruction }

/// <summary>A number or duration a city may change within limits; the citation says where the default comes
/// from.</summary>
public sealed record SopParameter(
    string Name, string Type, string? Unit, string? Default, string? Min, string? Max, string? Cite);

/// <summary>An abstract signal that the procedure uses; a city binds it to devices.</summary>
public sealed record SopSignal(string Name, string? Unit);

/// <summary>A result variable. On an event: takes the payload. On a task: FEEL over what the task returned.</summary>
public sealed record SopVariable(string Name, SopValue? Value);

/// <summary>The incident may close when this holds.</summary>
public sealed record SopCloseWhen(BpmnExpression Condition);
