using System.Runtime.Intrinsics;
using UnrolledRnn.Benchmarks.Networks;
using UnrolledRnn.Benchmarks.Peers;

namespace UnrolledRnn.Benchmarks.Latency;

/// <summary>Measures networks in rounds in which each has its turn, so that what disturbs the machine disturbs all alike.</summary>
internal static class LatencyMeasurement
{
    public static IReadOnlyList<LatencyRow> Run(IReadOnlyList<MeasuredNetwork> networks, MeasurementPlan plan)
    {
        foreach (MeasuredNetwork network in networks)
        {
            PeerAgreement.Check(network);
        }

        NetworkMeasurement[] measurements = [.. networks.Select(network => new NetworkMeasurement(network))];
        try
        {
            for (int i = 0; i < MeasurementPlan.WarmUps; i++)
            {
                foreach (NetworkMeasurement measurement in measurements)
                {
                    measurement.WarmUp(plan);
                }

                Thread.Sleep(MeasurementPlan.CompilationPause);
            }

            for (int round = 0; round < plan.Rounds; round++)
            {
                foreach (NetworkMeasurement measurement in measurements)
                {
                    measurement.MeasureRound();
                }
            }

            return [.. measurements.Zip(networks, (measurement, network) => measurement.ToRow(Bar(network.Bars)))];
        }
        finally
        {
            foreach (NetworkMeasurement measurement in measurements)
            {
                measurement.Dispose();
            }
        }
    }

    private static double? Bar(NetworkBars bars) => Vector512.IsHardwareAccelerated ? bars.Cycles : bars.CyclesWithoutAvx512;
}
