using Microsoft.CodeAnalysis;

namespace UnrolledRnn.Generator.Diagnostics;

/// <summary>Everything that can be wrong with a declaration. Each message names the fix; each id has a page in generator/docs.</summary>
internal static class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error(
        "URNN0001", "A network class must be partial", "Declare class '{0}' as partial, so that the network can be added to it");

    public static readonly DiagnosticDescriptor UnsupportedKind = Error(
        "URNN0002", "A network must be an ordinary class", "'{0}' is {1}; declare it as an ordinary partial class");

    public static readonly DiagnosticDescriptor StaticOrAbstract = Error(
        "URNN0003", "A network class cannot be static or abstract", "Remove '{1}' from class '{0}': a network is an object that holds parameters");

    public static readonly DiagnosticDescriptor Generic = Error(
        "URNN0004", "A network class cannot be generic", "Remove the type parameters of '{0}': the sizes of a network are numbers in the attribute");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error(
        "URNN0005", "A type that contains a network must be partial", "Declare '{0}', which contains network '{1}', as partial");

    public static readonly DiagnosticDescriptor SizeBelowOne = Error(
        "URNN0006", "A size must be at least 1", "'{0}' is {1}; it must be at least 1");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "URNN0007", "The network does not fit an array", "{0} would need {1} elements, and at most {2} fit; choose smaller sizes");

    public static readonly DiagnosticDescriptor SoftmaxOfOne = Error(
        "URNN0008", "Softmax needs at least two outputs", "The softmax of one output is always 1; use OutputActivation.Sigmoid, or an outputSize of at least 2");

    public static readonly DiagnosticDescriptor UnrollRefused = new(
        "URNN0009",
        "The time steps are not fully unrolled",
        "Network '{0}' is emitted with {1} in a loop, because {2}. Use Unrolling.Auto or a shorter sequence.",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink("URNN0009"));

    public static readonly DiagnosticDescriptor MemberCollision = Error(
        "URNN0010", "A name collides with the generated network", "Rename '{1}' in class '{0}': the generated network uses that name itself");

    public static readonly DiagnosticDescriptor RuntimeMissing = Error(
        "URNN0011", "The UnrolledRnn runtime is not referenced", "Reference the UnrolledRnn package itself, not only its generator: the generated code calls it");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "URNN0012", "The language version is too old", "Network '{0}' needs C# {1} or newer, and the project asks for C# {2}; remove LangVersion or raise it");

    public static readonly DiagnosticDescriptor UnknownOption = Error(
        "URNN0013", "An option has an unknown value", "'{0}' is {1}, which is no member of {2}; use one of {3}");

    public static readonly DiagnosticDescriptor ConstructionConflict = Error(
        "URNN0014", "The network's constructor cannot build this class", "{1} of class '{0}' gets in the way of the network's constructor; {2}");

    public static readonly DiagnosticDescriptor LayersTwice = Error(
        "URNN0016", "The layers are declared twice", "Remove '{0}', or the layer attributes together with the constructor without hiddenSize: the layers are either alike or attributes of their own");

    public static readonly DiagnosticDescriptor NoRecurrentLayer = Error(
        "URNN0017", "A network needs a recurrent layer", "Add a [RecurrentLayer] to the class, or give the attribute a hiddenSize");

    public static readonly DiagnosticDescriptor LayerElsewhere = Error(
        "URNN0018", "A layer is declared apart from its network", "Move this layer attribute to the declaration with [UnrolledRnn]: the layers need one order");

    public static readonly DiagnosticDescriptor DenseBetween = Error(
        "URNN0019", "A dense layer lies between recurrent layers", "Write this recurrent layer in front of the dense layers, or those behind it: dense layers stand before the first recurrent layer or after the last");

    public static readonly DiagnosticDescriptor SecondFront = Error(
        "URNN0020", "There is more than one dense layer in front", "Remove this dense layer, or move it behind the recurrent layers: one dense layer at most stands in front of them");

    public static readonly DiagnosticDescriptor ResidualImpossible = Error(
        "URNN0021", "The inputs cannot be added to the outputs", "Remove Residual, or change the sizes or the output activation: {0}");

    public static readonly DiagnosticDescriptor IdentityOfGates = Error(
        "URNN0022", "The identity is no start for a cell with gates", "Use Initialization.Uniform or UniformForgetOne: W_hh = I is a start for Elman cells, and this network has a layer of {0}");

    public static readonly DiagnosticDescriptor OptionOfSteps = Error(
        "URNN0023", "An option has no effect on a bidirectional network", "Remove {0}: a network with a bidirectional layer runs by its recorded pass alone, with accurate activations, weights of 32 bits and loops over time steps");

    /// <summary>Reported by the compiler where a single step is asked of a network with a bidirectional layer.</summary>
    public const string StepOfBidirectionalId = "URNN0015";

    private const string Category = "UnrolledRnn";

    private static readonly Dictionary<string, DiagnosticDescriptor> All = new DiagnosticDescriptor[]
    {
        NotPartial, UnsupportedKind, StaticOrAbstract, Generic, ContainingTypeNotPartial, SizeBelowOne, TooLarge,
        SoftmaxOfOne, UnrollRefused, MemberCollision, RuntimeMissing, LanguageTooOld, UnknownOption, ConstructionConflict,
        LayersTwice, NoRecurrentLayer, LayerElsewhere, DenseBetween, SecondFront, ResidualImpossible, IdentityOfGates, OptionOfSteps,
    }.ToDictionary(descriptor => descriptor.Id);

    public static DiagnosticDescriptor ById(string id) => All[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true, helpLinkUri: HelpLink(id));

    public static string HelpLink(string id) =>
        $"https://github.com/unrolled-rnn/UnrolledRnn/blob/main/generator/docs/{id}.md";
}
