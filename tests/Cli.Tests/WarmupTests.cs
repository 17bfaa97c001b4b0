using HyperGan.Cli.Runs;

namespace HyperGan.Cli.Tests;

public sealed class WarmupTests
{
    [Fact]
    public void A_warm_up_beside_a_training_changes_none_of_its_numbers()
    {
        using var folder = new TemporaryFolder();
        var alone = Metrics("alone");
        var warmup = new Thread(Warmup.Step);
        warmup.Start();
        var beside = Metrics("beside");
        warmup.Join();
        Assert.Equal(alone, beside);

        string Metrics(string name)
        {
            Assert.Equal(ExitCode.Done, Tool.Run(["train", .. Tool.Small, "--out", folder.File(name)]).Code);
            return File.ReadAllText(Path.Combine(folder.File(name), RunFolder.Metrics));
        }
    }
}
