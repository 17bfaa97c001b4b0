using HyperGan.Cli.Tables;
using HyperGan.Kernels;

namespace HyperGan.Cli.Runs;

/// <summary> A kind of model that learns from tables: of numbers, or of classes. </summary>
interface ITableLearner
{
    /// <summary> Outputs of each network. </summary>
    int Outputs { get; }

    /// <summary> Learns. </summary>
    /// <exception cref="ArgumentException"> It cannot learn from these rows, or an option is impossible. </exception>
    /// <exception cref="TrainingDivergedException"> Loss or gradient is not finite. </exception>
    /// <exception cref="OperationCanceledException"> It was cancelled. </exception>
    void Fit(TrainingData data, Team? team, IReadOnlyDictionary<string, string> metadata, IProgress<FitProgress> progress, CancellationToken cancellation);

    /// <summary> Writes the model. </summary>
    void Save(string path);

    /// <summary> How good it is on the rows that are held out. </summary>
    /// <exception cref="ArgumentException"> A row has no finite prediction. </exception>
    IReadOnlyList<TargetOutcome> Measure(TableSplit split);

    /// <summary> Draws what there is to be seen, of what was measured and of the model itself. </summary>
    void Draw(TableSplit split, RunFolder folder);
}
