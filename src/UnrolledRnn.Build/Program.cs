using UnrolledRnn.Build;

return BuildTask.Run(args, Console.Error);
