using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Cli.Display;

return await CommandLine.Create(new Terminal(), Console.Error)
    .Parse(args)
    .InvokeAsync(new System.CommandLine.InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) })
    .ConfigureAwait(false);
