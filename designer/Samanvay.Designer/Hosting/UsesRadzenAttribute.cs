namespace Samanvay.Designer.Hosting;

/// <summary>Put on a page that shows Radzen's components: only such pages load its 780 KB of styles.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UsesRadzenAttribute : Attribute;
