using UnrolledRnn.Cli.Models;

namespace UnrolledRnn.Cli.Tests;

public class KillTests
{
    [Fact]
    public async Task A_process_killed_while_saving_leaves_a_whole_model_or_none()
    {
        float[] first = new CharacterModel(TestProgram.FirstSeed).Parameters.ToArray();
        float[] second = new CharacterModel(TestProgram.SecondSeed).Parameters.ToArray();
        int found = 0;
        for (int i = 0; i < 10; i++)
        {
            using var folder = new TemporaryFolder();
            string path = folder.File("model.safetensors");
            using ChildProcess saving = ChildProcess.StartTestProgram(path);
            await saving.WaitForLineAsync(line => line == "saving");
            await Task.Delay(i * 11);
            await saving.KillAsync();
            if (File.Exists(path))
            {
                found++;
                float[] parameters = CharacterModelFile.Load(path).Model.Parameters.ToArray();
                Assert.True(parameters.SequenceEqual(first) || parameters.SequenceEqual(second));
            }
        }

        Assert.NotEqual(0, found);
    }
}
