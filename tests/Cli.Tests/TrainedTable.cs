namespace HyperGan.Cli.Tests;

/// <summary> A model of <see cref="SmallTable"/>, trained once for all tests of a class. </summary>
public sealed class TrainedTable : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public TrainedTable()
    {
        File.WriteAllText(Data, SmallTable.Text(120));
        Result = Tool.Run(
        [
            "train", $"--data={Data}", "--target=y", "--features=a,colour,constant,twin,b", "--test-fraction=0.25",
            .. SmallTable.Quick("--steps=150", "--rate=0.01", "--members=8", "--networks=20"), "--json", $"--out={Run}",
        ]);
    }

    /// <summary> The table. </summary>
    public string Data => _folder.File("table.csv");

    /// <summary> The folder of the run. </summary>
    public string Run => _folder.File("run");

    /// <summary> The model. </summary>
    public string Model => Path.Combine(Run, "model.safetensors");

    internal Tool Result { get; }

    public void Dispose() => _folder.Dispose();
}
