using System.Globalization;
using System.Text;
using HyperGan.Kernels;

namespace HyperGan.Cli.Tests;

/// <summary> A table whose law is known: y = 10 a + (5 where the colour is red) + noise of deviation 0.5, z = −y to the noise. </summary>
static class SmallTable
{
    public const string Header = "a,colour,constant,twin,b,y,z";

    static readonly string[] _quick =
    [
        "--steps=20", "--members=4", "--hidden=8", "--mixer-hidden=8", "--latent=4", "--noise-width=4", "--batch-size=20", "--networks=10", "--threads=1",
    ];

    /// <summary> These arguments, and what makes a training be over in no time unless they say otherwise. </summary>
    public static string[] Quick(params string[] arguments) =>
        [.. _quick.Where(option => !Array.Exists(arguments, own => own.StartsWith(option.Split('=')[0], StringComparison.Ordinal))), .. arguments];

    /// <summary> The table as text. </summary>
    public static string Text(int rows, ulong seed = 1)
    {
        var draws = new Real[4 * rows];
        new RandomStream(seed).Normal(draws);
        var text = new StringBuilder(Header).Append('\n');
        for (var i = 0; i < rows; i++)
        {
            var (a, isRed) = ((double)draws[4 * i], i % 3 == 0);
            var y = 10 * a + (isRed ? 5 : 0) + 0.5 * draws[4 * i + 1];
            text.Append(CultureInfo.InvariantCulture, $"{a:R},{(isRed ? "red" : "blue")},7,{a:R},{0.001 * draws[4 * i + 2]:R},{y:R},{-y + 0.1 * draws[4 * i + 3]:R}\n");
        }
        return text.ToString();
    }
}
