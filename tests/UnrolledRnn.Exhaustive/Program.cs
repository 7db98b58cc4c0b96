using System.Diagnostics;
using System.Runtime.Intrinsics;
using UnrolledRnn.Exhaustive;
using UnrolledRnn.Exhaustive.Files;

if (args is ["files", ..])
{
    return FileCheck.Run(args[1..]) ? 0 : 1;
}

// Every activation at all 2^32 floats. An optional argument takes only every n-th block of floats.
uint stride = args.Length > 0 ? uint.Parse(args[0], provider: null) : 1;
Console.WriteLine($"512 bits accelerated: {Vector512.IsHardwareAccelerated}; 256 bits: {Vector256.IsHardwareAccelerated}; every {stride}. block");
Console.WriteLine($"{"function",-22} {"max ulp",8} {"at",16} {"max absolute",13} {"at",16} {"beyond range",13} {"bits differ",12} {"NaN wrong",10}");
var watch = Stopwatch.StartNew();
bool allRight = true;
foreach (ActivationCheck check in Checks.All)
{
    Findings findings = check.Run(stride);
    Console.WriteLine(findings.Row(check.Name));
    allRight &= check.Holds(findings);
}

Console.WriteLine($"{watch.Elapsed.TotalSeconds:F0} s; {(allRight ? "all within their limits" : "NOT within their limits")}");
return allRight ? 0 : 1;
