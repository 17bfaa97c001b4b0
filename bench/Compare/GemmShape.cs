using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperGan.Bench.Compare;

/// <summary> A stack of products (rows × inner)·(inner × cols), and where it occurs. </summary>
sealed partial record GemmShape(int Rows, int Cols, int Inner, int Stack = 1, string Occurs = "")
{
    /// <summary> The products this engine lives on. Generated networks are stacks: 32 members in training, blocks of 8 in prediction. </summary>
    public static GemmShape[] Table { get; } =
    [
        new(32, 32, 32),
        new(48, 48, 48),
        new(96, 96, 96),
        new(192, 192, 192),
        new(384, 384, 384),
        new(768, 768, 768),
        new(1024, 1024, 1024),
        new(2048, 2048, 2048),
        new(32, 512, 200, Occurs: "mixer in"),
        new(32, 512, 512, Occurs: "mixer hidden"),
        new(32, 96, 512, Occurs: "mixer out"),
        new(32, 10_100, 32, Occurs: "head"),
        new(64, 400, 296, Occurs: "statistics net"),
        new(64, 400, 400, Occurs: "statistics net"),
        new(20, 100, 100, Stack: 32, Occurs: "main net, training"),
        new(1000, 100, 100, Stack: 8, Occurs: "main net, prediction"),
        new(1000, 10_400, 32, Occurs: "head, prediction"),
    ];

    /// <summary> Floating-point operations of the whole stack. </summary>
    public double Flops => 2.0 * Stack * Rows * Cols * Inner;

    /// <summary> Reads what <see cref="ToString"/> writes. </summary>
    public static GemmShape[]? ParseAll(ArgumentResult result)
    {
        var shapes = new List<GemmShape>();
        foreach (var token in result.Tokens)
            if (Parse(token.Value) is { } shape)
                shapes.Add(shape);
            else
            {
                result.AddError($"'{token.Value}' is no shape; write m×n×k as 32x512x200, or 20x100x100@32 for a stack of 32, at most 2^30 numbers an operand.");
                return null;
            }
        return [.. shapes];
    }

    public override string ToString() => Stack == 1 ? $"{Rows}x{Cols}x{Inner}" : $"{Rows}x{Cols}x{Inner}@{Stack}";

    static GemmShape? Parse(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return null;
        int Number(string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var shape = new GemmShape(Number("m"), Number("n"), Number("k"), match.Groups["s"].Success ? Number("s") : 1);
        var (m, n, k, s) = ((long)shape.Rows, (long)shape.Cols, (long)shape.Inner, (long)shape.Stack);
        var largest = Math.Max(m * n, Math.Max(n * k, m * k)) * s;
        return m * n * k * s == 0 || largest > 1 << 30 ? null : Table.FirstOrDefault(row => row with { Occurs = "" } == shape) ?? shape;
    }

    [GeneratedRegex(@"^(?<m>\d{1,6})[x×](?<n>\d{1,6})[x×](?<k>\d{1,6})(@(?<s>\d{1,6}))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pattern();
}

/// <summary> Which operands are read transposed. </summary>
readonly record struct GemmForm(string Name, bool A, bool B)
{
    public static GemmForm[] All { get; } = [new("NN", false, false), new("NT", false, true), new("TN", true, false), new("TT", true, true)];

    /// <summary> The form of that name, or all of them. </summary>
    public static GemmForm[] Named(string name) => name is "all" ? All : [.. All.Where(f => string.Equals(f.Name, name, StringComparison.Ordinal))];
}
