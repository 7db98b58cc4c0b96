using UnrolledRnn.Cli.Commands;
using UnrolledRnn.Cli.Models;
using UnrolledRnn.Text;

namespace UnrolledRnn.Cli.Tests;

/// <summary>A process that saves two models in turn to one file, or listens for Ctrl-C, until it is killed.</summary>
internal static class TestProgram
{
    public const int FirstSeed = 1;
    public const int SecondSeed = 2;
    public const string BeforeFirstSave = "saving";
    public const string AfterFirstSave = "saved";

    public const string Interrupts = "--interrupts";
    public const string Listening = "listening";

    public static void Main(string[] arguments)
    {
        if (arguments[0] == Interrupts)
        {
            using var signal = new InterruptSignal();
            Console.WriteLine(Listening);
            Thread.Sleep(Timeout.Infinite);
        }

        var tokenizer = new CharacterTokenizer(Vocabulary.OfCharacters("abc"));
        CharacterModel[] models = [new CharacterModel(FirstSeed), new CharacterModel(SecondSeed)];
        Console.WriteLine(BeforeFirstSave);
        for (int i = 0; ; i++)
        {
            TextModelFile.Save(models[i % 2], tokenizer, arguments[0]);
            if (i == 0)
            {
                Console.WriteLine(AfterFirstSave);
            }
        }
    }
}
