using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Cli.Display;

var configuration = new System.CommandLine.InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
return await CommandLine.RunAsync(new Terminal(), args, configuration).ConfigureAwait(false);
