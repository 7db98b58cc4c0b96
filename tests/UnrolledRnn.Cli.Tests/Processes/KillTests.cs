using UnrolledRnn.Cli.Models;

namespace UnrolledRnn.Cli.Tests;

public class KillTests
{
    [Fact]
    public async Task A_process_killed_in_its_first_save_leaves_a_whole_model_or_none()
    {
        for (int i = 0; i < 5; i++)
        {
            using var folder = new TemporaryFolder();
            string path = folder.PathOf("model.safetensors");
            await KillAsync(path, TestProgram.BeforeFirstSave, delay: i * 15);
            if (File.Exists(path))
            {
                AssertWhole(path);
            }
        }
    }

    [Fact]
    public async Task A_process_killed_in_a_later_save_leaves_the_old_model_or_the_new_one()
    {
        for (int i = 0; i < 8; i++)
        {
            using var folder = new TemporaryFolder();
            string path = folder.PathOf("model.safetensors");
            await KillAsync(path, TestProgram.AfterFirstSave, delay: i * 7);
            AssertWhole(path);
        }
    }

    private static async Task KillAsync(string path, string awaitedLine, int delay)
    {
        using ChildProcess saving = ChildProcess.StartTestProgram(path);
        await saving.WaitForLineAsync(line => line == awaitedLine);
        await Task.Delay(delay);
        await saving.KillAsync();
    }

    private static void AssertWhole(string path)
    {
        float[] parameters = TextModelFile.Load(path).Model.Parameters.ToArray();
        Assert.True(
            parameters.SequenceEqual(new CharacterModel(TestProgram.FirstSeed).Parameters.ToArray())
            || parameters.SequenceEqual(new CharacterModel(TestProgram.SecondSeed).Parameters.ToArray()));
    }
}
