using System.CommandLine;
using UnrolledRnn.Cli.Results;
using UnrolledRnn.Cli.Training;

namespace UnrolledRnn.Cli.Commands;

/// <summary>The options of <c>train</c> that say how a network is trained.</summary>
internal sealed class FittingOptions
{
    /// <summary>About a gigabyte of buffers.</summary>
    private const int MaxBatchSize = 2048;
    private const int MostThreads = 256;

    private static readonly (string Name, OptimizerKind Kind)[] s_optimizers =
    [
        ("adamw", OptimizerKind.AdamW), ("adam", OptimizerKind.Adam), ("sgd", OptimizerKind.Sgd), ("rmsprop", OptimizerKind.RmsProp),
        ("lion", OptimizerKind.Lion), ("nt-asgd", OptimizerKind.NtAsgd),
    ];

    private static readonly (string Name, ScheduleKind Kind)[] s_schedules =
    [
        ("cosine", ScheduleKind.Cosine), ("constant", ScheduleKind.Constant), ("one-cycle", ScheduleKind.OneCycle),
        ("plateau", ScheduleKind.Plateau),
    ];

    private readonly Option<int> _epochs = new("--epochs") { Description = "Passes over the text", DefaultValueFactory = _ => 20 };
    private readonly Option<int> _batchSize = new("--batch-size")
    {
        Description = "Parallel streams of text, or sequences",
        DefaultValueFactory = _ => 32,
    };

    private readonly Option<string> _optimizer = new("--optimizer")
    {
        Description = "adamw, adam, sgd (with a momentum of 0.9), rmsprop, lion or nt-asgd",
        DefaultValueFactory = _ => "adamw",
        HelpName = "NAME",
    };

    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        Description = "The highest learning rate; else 0.004, with sgd 0.1, with rmsprop 0.001, with lion 0.0004, with nt-asgd 10",
        HelpName = "RATE",
    };

    private readonly Option<string> _schedule = new("--schedule")
    {
        Description = "The learning rate over the steps: cosine, constant, one-cycle, or plateau, which halves it when it no longer helps",
        DefaultValueFactory = _ => "cosine",
        HelpName = "NAME",
    };

    private readonly Option<int?> _warmUp = new("--warm-up")
    {
        Description = "Steps in which the learning rate rises; else a fiftieth of all for cosine, three tenths for one-cycle",
        HelpName = "STEPS",
    };

    private readonly Option<float> _clip = new("--clip")
    {
        Description = "The norm to which larger gradients are scaled down",
        DefaultValueFactory = _ => 1,
        HelpName = "NORM",
    };

    private readonly Option<float?> _weightDecay = new("--weight-decay")
    {
        Description = "Else 0.01 with adamw and lion, 0 with others",
        HelpName = "D",
    };

    private readonly Option<int?> _patience = new("--patience")
    {
        Description = "Epochs without a lower held-out loss after which training stops",
        HelpName = "EPOCHS",
    };

    private readonly Option<float> _validation = new("--validation")
    {
        Description = "The last part of the text that is held out",
        DefaultValueFactory = _ => 0.1f,
        HelpName = "SHARE",
    };

    private readonly Option<int> _seed = new("--seed") { Description = "Draws the first parameters", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Threads that share the work; all processors unless given; results are the same for any number",
        DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostThreads),
        HelpName = "N",
    };

    private readonly Option<FileInfo?> _checkpoint = new("--checkpoint")
    {
        Description = "Where a run can go on, written each epoch and each minute; else checkpoint.safetensors in the folder, until it ends",
        HelpName = "FILE",
    };

    private readonly Option<int?> _checkpointSteps = new("--checkpoint-steps")
    {
        Description = "Writes it each so many steps too",
        HelpName = "N",
    };

    private readonly Option<FileInfo?> _resume = new("--resume")
    {
        Description = "Goes on where a checkpoint ends, with the other options as they were, and to the same bits",
        HelpName = "FILE",
    };

    private readonly RegularizationOptions _regularization;

    /// <summary>Adds the options to a command.</summary>
    public FittingOptions(Command command)
    {
        _epochs.Validators.Add(Validate.AtLeast(1));
        _batchSize.Validators.Add(Validate.Between(1, MaxBatchSize));
        _optimizer.Validators.Add(Validate.OneOf(s_optimizers.Select(optimizer => optimizer.Name)));
        _learningRate.Validators.Add(Validate.Above(0));
        _schedule.Validators.Add(Validate.OneOf(s_schedules.Select(schedule => schedule.Name)));
        _warmUp.Validators.Add(Validate.AtLeast(0));
        _clip.Validators.Add(Validate.Above(0));
        _weightDecay.Validators.Add(Validate.AtLeast(0));
        _patience.Validators.Add(Validate.AtLeast(1));
        _validation.Validators.Add(Validate.Inside(0, 1));
        _threads.Validators.Add(Validate.Between(1, MostThreads));
        _checkpointSteps.Validators.Add(Validate.AtLeast(1));
        Option[] all =
        [
            _epochs, _batchSize, _optimizer, _learningRate, _schedule, _warmUp, _clip, _weightDecay, _patience, _validation, _seed,
            _threads, _checkpoint, _checkpointSteps, _resume,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }

        _regularization = new RegularizationOptions(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_schedule) == "plateau" && result.GetResult(_warmUp) is not null)
            {
                result.AddError("--warm-up does not go with --schedule plateau; leave it out, or take --schedule constant.");
            }

            if (result.GetValue(_checkpoint) is FileInfo checkpoint && result.GetValue(_resume) is FileInfo resume
                && checkpoint.FullName != resume.FullName)
            {
                result.AddError("--resume goes on to write the file that it names; leave out --checkpoint, or copy the file first.");
            }
        });
    }

    /// <summary>Whether the user has named the checkpoint, which then stays.</summary>
    public bool NamesCheckpoint(ParseResult parsed) => parsed.GetValue(_checkpoint) is not null;

    /// <summary>What is asked for.</summary>
    /// <exception cref="IOException">There is no checkpoint to go on from, or none can be written.</exception>
    public TrainingOptions Read(ParseResult parsed, OutputFolder output)
    {
        OptimizerKind optimizer = s_optimizers.First(known => known.Name == parsed.GetValue(_optimizer)).Kind;
        string? resume = parsed.GetValue(_resume)?.FullName;
        if (resume is not null && !File.Exists(resume))
        {
            throw new IOException($"{resume}: there is no such checkpoint; leave out --resume to begin anew.");
        }

        string checkpoint = resume ?? parsed.GetValue(_checkpoint)?.FullName ?? output.CheckpointPath;
        if (checkpoint != output.CheckpointPath)
        {
            OutputFile.Prepare(checkpoint, overwrite: true);
        }

        return new TrainingOptions
        {
            Epochs = parsed.GetValue(_epochs),
            BatchSize = parsed.GetValue(_batchSize),
            Optimizer = optimizer,
            LearningRate = parsed.GetValue(_learningRate) ?? Optimization.UsualRate(optimizer),
            Schedule = s_schedules.First(known => known.Name == parsed.GetValue(_schedule)).Kind,
            WarmUp = parsed.GetValue(_warmUp),
            MaxGradientNorm = parsed.GetValue(_clip),
            WeightDecay = parsed.GetValue(_weightDecay) ?? Optimization.UsualDecay(optimizer),
            Regularization = _regularization.Read(parsed, parsed.GetValue(_seed)),
            Patience = parsed.GetValue(_patience),
            HeldOut = HeldOut(parsed.GetValue(_validation)),
            Seed = parsed.GetValue(_seed),
            Threads = parsed.GetValue(_threads),
            CheckpointPath = checkpoint,
            CheckpointSteps = parsed.GetValue(_checkpointSteps),
            Resume = resume is not null,
        };
    }

    /// <summary>The number that was written, not the float that is nearest to it.</summary>
    private static double HeldOut(float share) => (double)(decimal)share;
}
