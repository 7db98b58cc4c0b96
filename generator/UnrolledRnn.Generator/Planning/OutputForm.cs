namespace UnrolledRnn.Generator.Planning;

/// <summary>How W_ho is stored, and with it how an output is computed.</summary>
internal enum OutputForm
{
    /// <summary>[nHid, nOut]: lanes are outputs and each hidden unit is broadcast. For many outputs.</summary>
    Columns,

    /// <summary>[nOut, nHid]: a dot product for each output. For few outputs.</summary>
    Rows,
}
