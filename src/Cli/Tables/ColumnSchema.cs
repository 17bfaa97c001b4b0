namespace HyperGan.Cli.Tables;

/// <summary> A column a model knows: a number, or a text out of categories. </summary>
/// <param name="Name"> Its name. </param>
/// <param name="Categories"> The texts it can have, in the order of their codes; null for a number. </param>
sealed record ColumnSchema(string Name, IReadOnlyList<string>? Categories = null)
{
    /// <summary> Numbers it becomes: one, or one per category, of which one is 1 and the others 0. </summary>
    public int Width => Categories?.Count ?? 1;

    /// <summary> Names of the numbers it becomes, <c>colour=red</c>. </summary>
    public IEnumerable<string> EncodedNames => Categories?.Select(category => $"{Name}={category}") ?? [Name];

    /// <summary> Writes its numbers. </summary>
    /// <param name="value"> The number, or the code of the category. </param>
    /// <param name="into"> <see cref="Width"/> numbers. </param>
    public void Encode(Real value, Span<Real> into)
    {
        if (Categories is null)
            into[0] = value;
        else
        {
            into.Clear();
            into[(int)value] = 1;
        }
    }
}
