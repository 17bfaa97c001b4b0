using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HyperGan.Cli.Reporting;
using HyperGan.Cli.Uci;

namespace HyperGan.Cli.Evaluation;

/// <summary> One method on one split of one set. Its result is a file, there whole or not at all, which says what it is the result of. </summary>
/// <param name="Data"> The set. </param>
/// <param name="Method"> The method. </param>
/// <param name="Split"> One of the set's splits. </param>
/// <param name="Folder"> Where results are. </param>
sealed record SplitTask(UciData Data, IMethod Method, UciSplit Split, string Folder)
{
    /// <summary> For people. </summary>
    public string Description => string.Create(CultureInfo.InvariantCulture, $"{Data.Set.Name}, {Method.Name}, split {Split.Index}");

    string File => Path.Combine(Folder, Data.Set.Name, string.Create(CultureInfo.InvariantCulture, $"{Method.Name}-{Split.Index:D2}.json"));

    /// <summary> The result, if there is one of the same settings, numbers and version of the tool; otherwise null. </summary>
    public SplitResult? Result()
    {
        if (!System.IO.File.Exists(File))
            return null;
        try
        {
            var json = JsonNode.Parse(System.IO.File.ReadAllText(File)) as JsonObject;
            return json is not null && JsonNode.DeepEquals(json["settings"], JsonNode.Parse(Settings().ToJsonString())) ? SplitResult.Of(json) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary> Works it out and keeps it. </summary>
    public SplitResult Run(CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var result = new SplitResult(Method.Evaluate(Data.Set, Split, cancellation), watch.Elapsed.TotalSeconds);
        var json = result.ToJson();
        json.Insert(0, "settings", Settings());
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        AtomicFile.WriteText(File, json.ToText());
        return result;
    }

    JsonObject Settings()
    {
        var settings = Json.OfThisTool();
        settings["set"] = Data.Set.Name;
        settings["sha256"] = Data.Hash;
        settings["split"] = Split.Index;
        settings["method"] = Method.Name;
        settings["options"] = Method.Settings(Data.Set.Name);
        return settings;
    }
}
