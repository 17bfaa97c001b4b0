using System.Runtime.InteropServices;

namespace HyperGan.Cli.Tables;

/// <summary> One column on its way from a file: first it is found out what it is, then it is read. </summary>
sealed class ColumnData(int position, string name)
{
    /// <summary> More different texts than this are names rather than categories. </summary>
    const int MostCategories = 1_000;

    readonly List<Real> _values = [];
    readonly Categories _categories = new([]);
    (long Row, TableException Error)? _firstText;
    long _numbers, _texts;

    /// <summary> Where it stands in the file. </summary>
    public int Position => position;

    public string Name => name;

    /// <summary> Was it asked to be text? </summary>
    public bool IsText { get; set; }

    /// <summary> Numbers, or codes of <see cref="Schema"/>'s categories; one per row. </summary>
    public ReadOnlySpan<Real> Values => CollectionsMarshal.AsSpan(_values);

    public bool IsConstant => !Values.ContainsAnyExcept(Values[0]);

    /// <summary> What the model is to know of it. </summary>
    public ColumnSchema Schema { get; private set; } = new(name, null);

    /// <summary> Counts what the current row has here. </summary>
    public void Inspect(CsvRows rows, FieldKind kind)
    {
        if (kind == FieldKind.Text && _texts++ == 0)
            _firstText = (rows.Row, rows.Error(position, $"'{rows.Text(position)}' is not a number, though most of the column is; correct it, or name the column among the text columns."));
        if (kind == FieldKind.Number)
            _numbers++;
    }

    /// <summary> Decides from what was counted: a column of numbers, or of texts; a few texts among numbers are slips. </summary>
    public void Decide()
    {
        if (_texts > 0 && _numbers > _texts && !IsText)
            throw _firstText!.Value.Error;
        IsText |= _texts > 0;
    }

    /// <summary> Takes in the current row. </summary>
    public void Add(CsvRows rows, Real value)
    {
        if (!IsText)
        {
            _values.Add(value);
            return;
        }
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
}
