using UnrolledRnn.Samples.Tests;

// The process that a test kills; `dotnet test` runs the tests without it.
KilledRun.Train(KilledRun.Options(args[0]));
