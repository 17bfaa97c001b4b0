using System.Text.Json.Nodes;

namespace HyperGan.Cli.Tests;

/// <summary> The tool, run in this process. </summary>
/// <param name="Code"> Its exit code. </param>
/// <param name="Output"> What it printed. </param>
/// <param name="Error"> What it said beside. </param>
sealed record Tool(int Code, string Output, string Error)
{
    /// <summary> A run that is over in no time. </summary>
    public static readonly string[] Small =
    [
        "--steps=20", "--members=4", "--hidden=8", "--mixer-hidden=8", "--latent=4", "--noise-width=4", "--networks=10", "--no-pictures", "--threads=1",
    ];

    /// <summary> A learning rate at which the second step overflows. </summary>
    public const string ExplosiveRate = sizeof(Real) == sizeof(float) ? "1e9" : "1e99";

    public string LastLine => Output.TrimEnd().Split('\n')[^1];

    public JsonObject Json => JsonNode.Parse(LastLine)!.AsObject();

    public static Tool Run(params IEnumerable<string> arguments) => Run(arguments, new StringWriter(), default);

    public static Tool Run(IEnumerable<string> arguments, TextWriter error, CancellationToken cancellation)
    {
        var output = new StringWriter();
        var code = CommandLine.Run([.. arguments], new(output, error), cancellation);
        return new(code, output.ToString(), error.ToString()!);
    }
}
