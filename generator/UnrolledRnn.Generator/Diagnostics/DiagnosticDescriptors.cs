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
        "URNN0007", "The network does not fit an array", "{0} would need {1} {2}, and at most {3} fit; choose smaller sizes");

    public static readonly DiagnosticDescriptor SoftmaxOfOne = Error(
        "URNN0008", "Softmax needs at least two outputs", "The softmax of one output is always 1; use LayerActivation.Sigmoid, or an outputSize of at least 2");

    public static readonly DiagnosticDescriptor UnrollRefused = new(
        "URNN0009",
        "The time steps are not fully unrolled",
        "Network '{0}' is emitted with {1} in a loop, because {2}. Use Unrolling.Auto or a shorter sequence.",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);

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
        "URNN0016",
        "The layers are declared twice",
        "Write [UnrolledNetwork(inputSize, outputSize, sequenceLength)] in place of [UnrolledRnn], whose hiddenSize declares recurrent layers already; or remove the layer attributes");

    public static readonly DiagnosticDescriptor NoLayer = Error(
        "URNN0017",
        "A network needs a layer",
        "Add the layers as attributes, such as [RecurrentLayer(RnnCell.Lstm, 16)]; or write [UnrolledRnn] with a hiddenSize in place of [UnrolledNetwork]");

    public static readonly DiagnosticDescriptor LayerElsewhere = Error(
        "URNN0018", "A layer is declared apart from its network", "Move this layer attribute to the declaration with [UnrolledRnn]: the layers need one order");

    public static readonly DiagnosticDescriptor EmbeddingElsewhere = Error(
        "URNN0019", "An embedding is not the first layer", "Move this embedding in front of all other layers: it reads tokens, which only the network's input has");

    public static readonly DiagnosticDescriptor JoinImpossible = Error(
        "URNN0020", "A layer cannot be joined with another", "Choose another layer to join, or change the sizes: {0}");

    public static readonly DiagnosticDescriptor ResidualImpossible = Error(
        "URNN0021", "The inputs cannot be added to the outputs", "Remove Residual, or change the sizes or the output activation: {0}");

    public static readonly DiagnosticDescriptor IdentityOfGates = Error(
        "URNN0022", "The identity is no start for a cell with gates", "Use Initialization.Uniform or UniformForgetOne: W_hh = I is a start for Elman cells, and this network has a layer of {0}");

    public static readonly DiagnosticDescriptor OptionOfSteps = Error(
        "URNN0023", "An option has no effect on a bidirectional network", "Remove {0}: a network with a bidirectional layer runs by its recorded pass alone, with accurate activations, weights of 32 bits and loops over time steps");

    public static readonly DiagnosticDescriptor OutputSizeDiffers = Error(
        "URNN0024", "Without an output layer, outputSize is the width of the last layer", "Let outputSize, which is {0}, be {1}, what the last layer gives; or remove 'Output = false'");

    public static readonly DiagnosticDescriptor OptionOfOutput = Error(
        "URNN0025", "An option has no output layer to act on", "Remove {0}, or 'Output = false': the network has no output layer");

    public static readonly DiagnosticDescriptor TieImpossible = Error(
        "URNN0026", "The output cannot share the embedding's table", "Remove TieOutput, or change the layers: {0}");

    public static readonly DiagnosticDescriptor OptionOfCell = Error(
        "URNN0027", "An option has no effect on this layer", "Remove {0}: it is an option of {1}");

    public static readonly DiagnosticDescriptor SoftmaxInCell = Error(
        "URNN0028", "Softmax is no function inside of a cell", "Choose another function for {0}: softmax joins the units of a layer, and a cell applies its functions to each alone");

    public static readonly DiagnosticDescriptor ProjectionTooLarge = Error(
        "URNN0029", "A projection must be smaller than the layer", "ProjectionSize is {0}; it must be below hiddenSize, {1}, or be left out");

    public static readonly DiagnosticDescriptor NumberOutOfRange = Error(
        "URNN0030", "A number is out of its range", "'{0}' is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor NoState = Error(
        "URNN0031", "A network without a recurrent layer has no state to learn", "Remove InitialState, or add a [RecurrentLayer]");

    public static readonly DiagnosticDescriptor TooManyLayers = Error(
        "URNN0032", "A network has too many layers", "{0} layers are declared; declare at most {1}: each is code of its own");

    public static readonly DiagnosticDescriptor LayersWithoutNetwork = Error(
        "URNN0033",
        "Layers are declared without a network",
        "Add [UnrolledNetwork(inputSize, outputSize, sequenceLength)] to class '{0}', or remove its layer attributes: alone, they do nothing");

    public static readonly DiagnosticDescriptor AttributeIsNamespace = Error(
        "URNN0034",
        "The attribute alone is the name of its namespace",
        "Add 'using {0}UnrolledRnn;' to the file, or write [{0}UnrolledRnn.UnrolledRnn(...)]: here, 'UnrolledRnn' is the namespace {1}");

    public static readonly DiagnosticDescriptor OptionOfNetwork = Error(
        "URNN0035", "An option has no effect on this network", "Remove {0}, or change the layers: {1}");

    public static readonly DiagnosticDescriptor NetworkTwice = Error(
        "URNN0038", "A class is declared as a network twice", "Remove [UnrolledRnn] or [UnrolledNetwork]: the former declares layers that are alike, the latter layers that are attributes of their own");

    public static readonly DiagnosticDescriptor ModelFileMissing = Error(
        "URNN0039",
        "A model file is not part of the project",
        "Add <UnrolledRnnModel Include=\"{0}\" /> to the project, and a reference to the package UnrolledRnn.Build, which reads model files; '{0}' is none of the project's{1}");

    public static readonly DiagnosticDescriptor ModelFileRefused = Error(
        "URNN0040", "A model file cannot be read", "{0}");

    public static readonly DiagnosticDescriptor OptionOfFile = Error(
        "URNN0041", "An option is said by the model file", "Remove {0}: '{1}' says it; only Unroll, Activations and Weights may stand beside a file");

    public static readonly DiagnosticDescriptor Unoptimised = new(
        "URNN0036",
        "A network runs slowly in an assembly that is not optimised",
        "In this build without optimisation, a step of '{0}' takes 20 to 80 times as long; set UnrolledRnnOptimizeDebug or Optimize to true in the project, or build in Release",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true);

    /// <summary>Reported by the compiler where a network with a bidirectional layer is asked for a step or a pass without a tape.</summary>
    public const string StepOfBidirectionalId = "URNN0015";

    private const string Category = "UnrolledRnn";

    private static readonly Dictionary<string, DiagnosticDescriptor> All = new DiagnosticDescriptor[]
    {
        NotPartial, UnsupportedKind, StaticOrAbstract, Generic, ContainingTypeNotPartial, SizeBelowOne, TooLarge,
        SoftmaxOfOne, UnrollRefused, MemberCollision, RuntimeMissing, LanguageTooOld, UnknownOption, ConstructionConflict,
        LayersTwice, NoLayer, LayerElsewhere, EmbeddingElsewhere, JoinImpossible, ResidualImpossible, IdentityOfGates, OptionOfSteps,
        OutputSizeDiffers, OptionOfOutput, TieImpossible, OptionOfCell, SoftmaxInCell, ProjectionTooLarge, NumberOutOfRange, NoState,
        TooManyLayers, LayersWithoutNetwork, AttributeIsNamespace, OptionOfNetwork, Unoptimised, NetworkTwice,
        ModelFileMissing, ModelFileRefused, OptionOfFile,
    }.ToDictionary(descriptor => descriptor.Id);

    /// <summary>Every id that a network can get, the compiler's own report included.</summary>
    public static IEnumerable<string> Ids => All.Keys.Append(StepOfBidirectionalId);

    public static DiagnosticDescriptor ById(string id) => All[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id, title, message, Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
