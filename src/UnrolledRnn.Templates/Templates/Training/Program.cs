using NetworkApp1;
using UnrolledRnn.Text;
using UnrolledRnn.Training;

const string Model = "writer.safetensors";
string path = args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "text.txt");
string prompt = args.Length > 1 ? args[1] : "The ";

// Ctrl-C ends the run behind the step at hand and leaves a checkpoint, with which the next one goes on.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};
FittedModel<Writer> model = TextFit.LanguageModel<Writer>(File.ReadAllText(path), new TaskOptions
{
    Epochs = 30,
    ValidationShare = 0.1f,
    CheckpointPath = "writer.checkpoint.safetensors",
    Resume = true,
    Cancellation = stop.Token,
    OnEpoch = epoch => Console.WriteLine(
        $"epoch {epoch.Epoch}: loss {epoch.Loss:F3}, held out {epoch.ValidationLoss:F3} nats a character"),
});
model.Save(Model);

var generator = new TextGenerator<Writer>(model.Network, TextFit.TokenizerOf(model));
Console.Write(prompt);
foreach (string piece in generator.Generate(prompt, 400, new TemperatureSampler(0.6f, seed: 1)))
{
    Console.Write(piece);
}

Console.WriteLine();
