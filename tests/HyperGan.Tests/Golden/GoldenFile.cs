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

    /// <summary> Agreement relative to the largest number of the array, as everything in it was summed from numbers of that size. </summary>
    public static void AssertEqual(JsonElement expected, ReadOnlySpan<Real> actual, string what)
    {
        double[] numbers = [.. Flatten(expected)];
        Assert.Equal(numbers.Length, actual.Length);
        var scale = numbers.Max(Math.Abs);
        for (var i = 0; i < numbers.Length; i++)
            Assert.True(Math.Abs(numbers[i] - actual[i]) <= Tolerance * scale, $"{what}, number {i}: expected {numbers[i]}, got {actual[i]}, the largest is {scale}.");
    }

    public static void AssertEqual(double expected, double actual, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Tolerance * Math.Max(Math.Abs(expected), 1e-2), $"{what}: expected {expected}, got {actual}.");

    static IEnumerable<double> Flatten(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Flatten) : [element.GetDouble()];
}
