namespace UnrolledRnn.Cli.Training;

/// <summary>The rules of <c>--optimizer</c>.</summary>
internal enum OptimizerKind
{
    AdamW,
    Adam,
    Sgd,
    RmsProp,
    Lion,
    NtAsgd,
}
