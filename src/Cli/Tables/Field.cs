using System.Globalization;
using System.Text.RegularExpressions;

namespace HyperGan.Cli.Tables;

/// <summary> Reads one field, UTF-8, without allocating. </summary>
static partial class Field
{
    /// <summary> Longer fields are texts: no double needs that many digits. </summary>
    const int LongestNumber = 512;

    /// <summary> What is in the field, and the number if it is one. Spaces around it do not count. </summary>
    public static FieldKind Parse(ReadOnlySpan<byte> field, byte decimalPoint, out double number)
    {
        number = 0;
        field = Trim(field);
        if (field.IsEmpty)
            return FieldKind.Missing;
        if (!TryNumber(field, decimalPoint, out number))
            return IsMissing(field) ? FieldKind.Missing : IsInfinite(field) ? FieldKind.OutOfRange : FieldKind.Text;
        return Real.IsFinite((Real)number) ? FieldKind.Number : double.IsNaN(number) ? FieldKind.Missing : FieldKind.OutOfRange;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.Trim(" \t\r"u8);

    /// <summary> Whether a text may be a number whose thousands are set off, or whose decimal point is the other one. </summary>
    public static bool MayBeNumber(string text) => OtherNumber.IsMatch(text);

    [GeneratedRegex(@"^[+-]?([0-9]{1,3}([,.' \u00A0\u202F][0-9]{3})+([.,][0-9]+)?|[0-9]+[,.][0-9]+)$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex OtherNumber { get; }

    static bool TryNumber(ReadOnlySpan<byte> field, byte decimalPoint, out double number)
    {
        if (decimalPoint == '.' || field.Length > LongestNumber)
            return double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
        number = 0;
        if (field.Contains((byte)'.'))
            return false;
        Span<byte> copy = stackalloc byte[LongestNumber];
        field.Replace(copy[..field.Length], decimalPoint, (byte)'.');
        return double.TryParse(copy[..field.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    static bool IsMissing(ReadOnlySpan<byte> field) =>
        Is(field, "na"u8) || Is(field, "n/a"u8) || Is(field, "nan"u8) || Is(field, "null"u8) || Is(field, "?"u8);

    /// <summary> As C and Python write it; .NET reads only the whole word. </summary>
    static bool IsInfinite(ReadOnlySpan<byte> field) => Is(field, "inf"u8) || Is(field, "-inf"u8) || Is(field, "+inf"u8);

    static bool Is(ReadOnlySpan<byte> field, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(field, word);
}
