using Microsoft.AspNetCore.Http.Metadata;

namespace Samanvay.Designer.Pages.City.Parts;

/// <summary>Put on a page whose forms carry whole files or tables: a field may be larger, and there may be more of
/// them, than usually.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LargeFormAttribute : Attribute, IFormOptionsMetadata
{
    internal const int BytesMax = 24 * 1024 * 1024;

    internal const int FieldsMax = 10_000;

    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => null;

    public long? BufferBodyLengthLimit => null;

    public int? ValueCountLimit => FieldsMax;

    public int? KeyLengthLimit => null;

    public int? ValueLengthLimit => BytesMax;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;

    public long? MultipartBodyLengthLimit => null;
}
