using System.Globalization;

namespace HyperGan.Mine;

/// <summary> An estimate of a lower bound of the mutual information. </summary>
/// <param name="Value"> In nats; may be a little below 0 where there is nothing to find. </param>
/// <param name="StandardError"> Of the value as an estimate of the bound of this critic, in nats. How far the bound lies below the information is not in it. </param>
/// <param name="Rows"> Samples it comes from. </param>
public readonly record struct InformationEstimate(double Value, double StandardError, int Rows) : IFormattable
{
    /// <inheritdoc/>
    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    /// <summary> value ± standard error, both in this format; four decimals unless given. </summary>
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        $"{Value.ToString(format ?? "F4", formatProvider)} ± {StandardError.ToString(format ?? "F4", formatProvider)}";
}
