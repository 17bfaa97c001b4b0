using System.Globalization;

namespace HyperGan.Plotting.Drawing;

/// <summary> Numbers as text, the same in every culture, with a true minus sign. </summary>
static class Number
{
    const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary> As many digits as it has, up to nine decimals; below 10⁻⁴ and from 10⁶ on as powers of ten. </summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);
        if (value == 0)
            return "0";
        var size = Math.Abs(value);
        if (size is >= 1e-4 and < 1e6)
            return Signed(value.ToString(size >= 10_000 ? "#,0.######" : "0.#########", CultureInfo.InvariantCulture));
        var exponent = (int)Math.Floor(Math.Log10(size) + 1e-12);
        var mantissa = (value / Math.Pow(10, exponent)).ToString("0.#########", CultureInfo.InvariantCulture);
        return mantissa is "1" ? PowerOfTen(exponent) : Signed($"{mantissa}·{PowerOfTen(exponent)}");
    }

    public static string PowerOfTen(int exponent) =>
        "10" + (exponent < 0 ? "⁻" : "") + string.Concat(Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).Select(digit => Superscripts[digit - '0']));

    static string Signed(string text) => text.Replace('-', '−').Replace(',', '\u2009');
}
