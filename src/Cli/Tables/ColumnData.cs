using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace HyperGan.Cli.Tables;

/// <summary> One column on its way from a file: first it is found out what it is, then it is read. </summary>
sealed class ColumnData(int position, string name)
{
    /// <summary> More different texts than this are names rather than categories. </summary>
    const int MostCategories = 1_000;

    /// <summary> Share of a column's range by which rounding may move a number unmentioned. </summary>
    const double MostRounding = 1e-3;

    readonly List<Real> _values = [];
    readonly Categories _categories = new([]);
    TableException? _slip, _otherNumber;
    long _numbers, _texts;
    double _low = double.PositiveInfinity, _high = double.NegativeInfinity, _rounding;

    /// <summary> Where it stands in the file. </summary>
    public int Position => position;

    public string Name => name;

    /// <summary> Was it asked to be text? </summary>
    public bool IsText { get; set; }

    /// <summary> Numbers, or codes of <see cref="Schema"/>'s categories; one per row. </summary>
    public ReadOnlySpan<Real> Values => CollectionsMarshal.AsSpan(_values);

    public bool IsConstant => !IsRounded && HasOneValue;

    /// <summary> Are all values the same as <c>Real</c>? </summary>
    public bool HasOneValue => !Values.ContainsAnyExcept(Values[0]);

    /// <summary> Are its numbers so large beside their differences that <c>Real</c> rounds these away, a time in seconds since 1970 for instance? </summary>
    public bool IsRounded => !IsText && _high > _low && _rounding > MostRounding * (_high - _low);

    /// <summary> What the model is to know of it. </summary>
    public ColumnSchema Schema { get; private set; } = new(name, null);

    /// <summary> Counts what the current row has here. </summary>
    public void Inspect(CsvRows rows, FieldKind kind, double number)
    {
        if (kind == FieldKind.Text)
            InspectText(rows);
        if (kind != FieldKind.Number)
            return;
        _numbers++;
        (_low, _high, _rounding) = (Math.Min(_low, number), Math.Max(_high, number), Math.Max(_rounding, Math.Abs(number - (Real)number)));
    }

    /// <summary> Decides from what was counted: a column of numbers, or of texts; a few texts among numbers are slips, and so are texts that may all be numbers. </summary>
    public void Decide()
    {
        if (_texts > 0 && !IsText && (_otherNumber ?? (_numbers > _texts ? _slip : null)) is { } error)
            throw error;
        IsText |= _texts > 0;
    }

    /// <summary> Takes in the current row. </summary>
    public void Add(CsvRows rows, double number)
    {
        if (!IsText)
        {
            _values.Add((Real)number);
            return;
        }
        if (!Utf8.IsValid(rows[position]))
            throw rows.Error(position, "the text is not UTF-8; save the table in that encoding.");
        _values.Add(_categories.Add(rows[position]));
        if (_categories.Count > MostCategories)
            throw rows.Error(position, $"more than {MostCategories} different texts. Such a column names rows rather than sorting them: leave it out by choosing the features.");
    }

    /// <summary> Puts the categories in order, so that they do not depend on the order of the rows. </summary>
    public void Complete()
    {
        if (!IsText)
            return;
        var sorted = _categories.Sorted;
        var order = _categories.Names.Select(text => (Real)Array.IndexOf(sorted, text)).ToArray();
        foreach (ref var value in CollectionsMarshal.AsSpan(_values))
            value = order[(int)value];
        Schema = new(name, sorted);
    }

    void InspectText(CsvRows rows)
    {
        if (_texts++ == 0)
        {
            _slip = rows.Error(position, $"'{rows.Text(position)}' is not a number, though most of the column is; correct it, or name the column among the text columns.");
            _otherNumber = rows.Error(position, $"'{rows.Text(position)}' may be a number, but is not written as one here: write thousands together, say which decimal point the table has, or name the column among the text columns.");
        }
        // The first text that is certainly none ends the suspicion.
        if (_otherNumber is not null && !Field.MayBeNumber(rows.Text(position)))
            _otherNumber = null;
    }
}
