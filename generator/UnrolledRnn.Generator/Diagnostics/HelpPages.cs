using Microsoft.CodeAnalysis;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>The pages of the diagnostics, which lie in the package; the package's build files say where that is.</summary>
internal static class HelpPages
{
    /// <summary>A descriptor with a link to its page.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="folder">The folder of the pages, or empty where the generator is referenced without its package.</param>
    public static DiagnosticDescriptor WithLink(DiagnosticDescriptor descriptor, string folder) =>
        folder.Length == 0 || !Uri.TryCreate($"{folder}{descriptor.Id}.md", UriKind.Absolute, out Uri page)
            ? descriptor
            : new(
                descriptor.Id,
                descriptor.Title,
                descriptor.MessageFormat,
                descriptor.Category,
                descriptor.DefaultSeverity,
                descriptor.IsEnabledByDefault,
                descriptor.Description,
                page.AbsoluteUri);
}
