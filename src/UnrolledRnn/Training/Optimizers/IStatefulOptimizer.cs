namespace UnrolledRnn.Training;

/// <summary>An optimizer that a <see cref="TrainingCheckpoint"/> can save and continue: every optimizer of this library is one.</summary>
public interface IStatefulOptimizer : IOptimizer, ICheckpointed;
