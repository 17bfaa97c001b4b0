namespace HyperGan.Cli.Tables;

/// <summary> What to read from a file and how; null is found out. </summary>
sealed record TableOptions
{
    /// <summary> Columns to predict, by name or by position from 1. </summary>
    public IReadOnlyList<string> Targets { get; init; } = [];

    /// <summary> Columns to predict from; all others if there are none here. </summary>
    public IReadOnlyList<string> Features { get; init; } = [];

    /// <summary> Columns that are texts even where they look like numbers (a postcode). </summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary> Is the one target a class? Otherwise targets are numbers. </summary>
    public bool Classify { get; init; }

    /// <summary> Leave rows with missing values out; otherwise they are an error. </summary>
    public bool DropMissing { get; init; }

    public char? Separator { get; init; }

    public char? DecimalPoint { get; init; }

    public bool? HasHeader { get; init; }
}
