using System.Text.Json.Nodes;
using HyperGan.Cli.Scoring;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Evaluation;

/// <summary> A way to predict that is evaluated. </summary>
interface IMethod
{
    /// <summary> What tables and files call it. </summary>
    string Name { get; }

    /// <summary> Everything that decides its predictions on a set. </summary>
    JsonObject Settings(string set);

    /// <summary> Learns from a split's training rows and predicts its test rows. </summary>
    /// <exception cref="ArgumentException"> It cannot learn from these rows, or an option is impossible. </exception>
    /// <exception cref="TrainingDivergedException"> It came to numbers that are none. </exception>
    /// <exception cref="OperationCanceledException"> It was cancelled. </exception>
    Scores Evaluate(UciSet set, UciSplit split, CancellationToken cancellation);
}
