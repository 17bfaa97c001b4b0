using System.Diagnostics.CodeAnalysis;

namespace HyperGan.Uncertainty;

/// <summary> What every score and distribution asks of its input. A message says where, what, and what to do. </summary>
static class Check
{
    /// <summary> Refuses what is not strictly between 0 and 1. </summary>
    public static void Level(string where, double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, $"{where}: the level {level} must lie strictly between 0 and 1 (0.9 means 90 %).");
    }

    /// <summary> Refuses NaN and infinities. </summary>
    public static void Finite(string where, string what, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentException($"{where}: {what} is {value}; give a finite number.");
    }

    /// <summary> Refuses an empty span, NaN and infinities. </summary>
    public static void Finite(string where, string what, ReadOnlySpan<double> values)
    {
        NotEmpty(where, what, values.Length);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"{where}: {what} [{i}] is {values[i]}; remove or repair that row, only finite numbers have a score.");
    }

    /// <summary> Refuses an empty span, and values that are not positive and finite. </summary>
    public static void Positive(string where, string what, ReadOnlySpan<double> values)
    {
        NotEmpty(where, what, values.Length);
        for (var i = 0; i < values.Length; i++)
            if (!(values[i] > 0 && double.IsFinite(values[i])))
                throw new ArgumentException($"{where}: {what} [{i}] is {values[i]}; it must be positive and finite. {ZeroHint(values[i])}");
    }

    /// <summary> Refuses what is not positive and finite. </summary>
    public static void Positive(string where, string what, double value)
    {
        if (!(value > 0 && double.IsFinite(value)))
            throw new ArgumentException($"{where}: {what} is {value}; it must be positive and finite. {ZeroHint(value)}");
    }

    /// <summary> The variance; NaN where squares have become too small for a number, since 0 would claim certainty. </summary>
    public static double Variance(double variance) => variance > 0 ? variance : double.NaN;

    /// <summary> Refuses nothing at all. </summary>
    public static void NotEmpty(string where, string what, int length)
    {
        if (length == 0)
            throw new ArgumentException($"{where}: there is no {what}; give at least one.");
    }

    /// <summary> Refuses lengths that differ. </summary>
    public static void SameLength(string where, string first, int firstLength, string second, int secondLength)
    {
        if (firstLength != secondLength)
            throw new ArgumentException($"{where}: {firstLength} of {first} but {secondLength} of {second}; give one of each for every row.");
    }

    /// <summary> A number from the source; refuses what is not of [0, 1). </summary>
    public static double Uniform(string where, [NotNull] Func<double>? uniform)
    {
        ArgumentNullException.ThrowIfNull(uniform);
        var u = uniform();
        return u >= 0 && u < 1 ? u : throw new ArgumentException($"{where}: the random source gave {u}; it must give numbers of [0, 1), like Random.NextDouble.");
    }

    /// <summary> Refuses fewer than two classes, probabilities outside [0, 1], and a sum off 1 by more than the rounding of floats. </summary>
    public static void Probabilities(string where, ReadOnlySpan<double> probabilities)
    {
        if (probabilities.Length < 2)
            throw new ArgumentException($"{where}: {probabilities.Length} probabilities; give one for every class, of two at least.");
        var sum = 0.0;
        for (var c = 0; c < probabilities.Length; c++)
        {
            if (!(probabilities[c] >= 0 && probabilities[c] <= 1))
                throw new ArgumentException($"{where}: the probability of class {c} is {probabilities[c]}; it must be in [0, 1]. Logits go through a softmax first.");
            sum += probabilities[c];
        }
        if (Math.Abs(sum - 1) > 1e-5)
            throw new ArgumentException($"{where}: the probabilities sum to {sum}, not to 1; normalise them.");
    }

    /// <summary> The label itself; refuses what is not of 0 … classes − 1. </summary>
    public static int Label(string where, int label, int classes) =>
        (uint)label < (uint)classes
            ? label
            : throw new ArgumentOutOfRangeException(nameof(label), label, $"{where}: there is no class {label}; the classes are 0 to {classes - 1}.");

    static string ZeroHint(double value) => value == 0 ? "A spread of zero would claim certainty: leave it out where it is unknown." : "";
}
