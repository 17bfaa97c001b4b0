using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;

namespace HyperGan.Cli.Tasks;

/// <summary> Data whose truth is known, what to measure on them, and the picture that shows it. </summary>
interface IToyTask
{
    /// <summary> As the command line calls it. </summary>
    string Name { get; }

    /// <summary> What decides the data, for the record of the run. </summary>
    JsonObject Source { get; }

    /// <summary> What to learn from. </summary>
    TrainingData Data { get; }

    /// <summary> Outputs of the networks. </summary>
    int Outputs(HyperGanOptions options);

    /// <summary> What so many networks of an ensemble know. </summary>
    IReadOnlyList<Result> Evaluate(Ensemble ensemble, int networks);

    /// <summary> Draws pictures into a folder that exists; the first is <c>uncertainty.png</c>. </summary>
    /// <returns> The names of the files. </returns>
    IReadOnlyList<string> Draw(Ensemble ensemble, int networks, string subtitle, string folder);
}
