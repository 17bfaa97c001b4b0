using System.Text.Json;

namespace HyperGan.Tests.Golden;

/// <summary> Numbers that an independent implementation computed in double precision. </summary>
static class GoldenFile
{
    /// <summary> Relative agreement that is asked for. </summary>
    public const double Tolerance = sizeof(Real) == sizeof(double) ? 1e-10 : 2e-4;

    public static JsonElement Read(string name)
    {
        using var stream = typeof(GoldenFile).Assembly.GetManifestResourceStream(name)!;
        return JsonDocument.Parse(stream).RootElement;
    }

    /// <summary> All numbers of an array of any depth, in order. </summary>
    public static Real[] Numbers(this JsonElement array) => [.. Flatten(array).Select(x => (Real)x)];

    public static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(x => x.GetInt32())];

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static double Double(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary> Size of the terms whose differences are compared: what is small because they cancel agrees to their rounding, not to its own. </summary>
    const double Terms = 0.02;

    /// <summary> The same for losses: scores of a statistics network are some tenths, the bound that is their difference some 10⁻⁵. </summary>
    const double Scores = 0.1;

    /// <summary> Agreement relative to the largest number of the array, as everything in it was summed from numbers of that size. </summary>
    public static void AssertEqual(JsonElement expected, ReadOnlySpan<Real> actual, string what) => AssertEqual([.. Flatten(expected)], actual, what);

    /// <inheritdoc cref="AssertEqual(JsonElement, ReadOnlySpan{Real}, string)"/>
    public static void AssertEqual(double[] expected, ReadOnlySpan<Real> actual, string what, double terms = Terms)
    {
        Assert.Equal(expected.Length, actual.Length);
        var allowed = Tolerance * Math.Max(expected.Max(Math.Abs), terms);
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}, number {i}: expected {expected[i]}, got {actual[i]}, allowed {allowed}.");
    }

    public static void AssertEqual(double expected, double actual, string what) => AssertEqual([expected], [(Real)actual], what, Scores);

    static IEnumerable<double> Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flatten) : [element.GetDouble()];
}
