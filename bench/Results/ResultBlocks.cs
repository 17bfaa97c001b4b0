using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HyperGan.Bench.Results;

/// <summary> Tables of a text that come from the files of results: each stands after its marker and ends before the next empty line. </summary>
static partial class ResultBlocks
{
    const int Milliseconds = 1_000;

    /// <summary> The text with every table as the files have it. </summary>
    /// <exception cref="InvalidDataException"> A marker asks for a table that does not exist. </exception>
    public static string Filled(string text, string folder) => Marker().Replace(text, match =>
    {
        var (machine, table) = (match.Groups["machine"].Value, match.Groups["table"].Value);
        return $"<!-- results: {machine}/{table} -->\n{Table(table, Path.Combine(folder, machine))}\n";
    });

    /// <summary> How many tables a text has. </summary>
    public static int Count(string text) => Marker().Count(text);

    static string Table(string name, string folder) => name switch
    {
        "step" => Step(Lines(folder, "step")),
        "growth" => Growth(Lines(folder, "growth")),
        "gemm" => Gemm(Lines(folder, "gemm")),
        _ => throw new InvalidDataException($"There is no table '{name}'; step, growth and gemm are."),
    };

    static string Step(List<JsonElement> rows)
    {
        var table = new StringBuilder("| threads | members | step, ms | of the limit | × TorchSharp | 1 000 networks × 1 000 points, ms | of the limit | × TorchSharp | peak, MB |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var row in rows)
            table.Append(CultureInfo.InvariantCulture,
                $"| {row.Number("threads")} | {row.Number("members")} | {row.Number("step_ms"):F2} | {row.Number("step_share"):P0} | {row.Ratio("step_ratio")} | {row.Number("predict_ms"):F0} | {row.Number("predict_share"):P0} | {row.Ratio("predict_ratio")} | {row.Number("peak_mb"):F0} |\n");
        return table.ToString();
    }

    static string Growth(List<JsonElement> rows)
    {
        double[] threads = [.. rows.Select(row => row.Number("threads")).Distinct().Order()];
        var table = new StringBuilder("| | members | networks × points | main network |");
        foreach (var count in threads)
            table.Append(CultureInfo.InvariantCulture, $" {count} thread{(count == 1 ? "" : "s")}, ms | of the limit |");
        table.Append("\n| --- | ---: | ---: | --- |").AppendJoin("", threads.Select(_ => " ---: | ---: |")).Append('\n');
        foreach (var size in rows.GroupBy(row => (row.GetProperty("varied").GetString(), Size: Size(row))))
        {
            table.Append(CultureInfo.InvariantCulture, $"| {size.Key.Size} |");
            foreach (var row in threads.Select(count => size.Single(row => row.Number("threads") == count)))
                table.Append(CultureInfo.InvariantCulture, $" {row.Number("ms"):F2} | {row.Number("share"):P0} |");
            table.Append('\n');
        }
        return table.ToString();

        static string Size(JsonElement row) => row.GetProperty("work").ValueEquals("step")
            ? FormattableString.Invariant($"step | {row.Number("members")} | | {row.GetProperty("widths").GetString()}")
            : FormattableString.Invariant($"prediction | | {row.Number("networks")} × {row.Number("points")} | {row.GetProperty("widths").GetString()}");
    }

    static string Gemm(List<JsonElement> rows)
    {
        var table = new StringBuilder("| m×n×k | ours, GFLOP/s | OpenBLAS | BLIS | ours / best | of the limit |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var row in rows.Where(row => row.GetProperty("form").ValueEquals("NN")))
        {
            var best = Math.Max(row.Number("openblas"), row.Number("blis"));
            table.Append(CultureInfo.InvariantCulture,
                $"| {row.GetProperty("shape").GetString()} | {row.Number("ours"):F0} | {row.Number("openblas"):F0} | {row.Number("blis"):F0} | {row.Number("ours") / best:F2} | {row.Number("ours") / row.Number("limit"):P0} |\n");
        }
        return table.ToString();
    }

    static List<JsonElement> Lines(string folder, string name) =>
        [.. File.ReadLines(Path.Combine(folder, $"{name}.json")).Select(line => JsonDocument.Parse(line).RootElement)];

    static double Number(this JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : double.NaN;

    static string Ratio(this JsonElement row, string name) => row.Number(name) is var ratio && double.IsNaN(ratio) ? "–" : ratio.ToString("F2", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"<!-- results: (?<machine>[^/\n]+)/(?<table>\S+) -->\n(\|[^\n]*\n)*\n?", RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Marker();
}
