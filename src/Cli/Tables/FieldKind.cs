namespace HyperGan.Cli.Tables;

/// <summary> What a field turned out to be. </summary>
enum FieldKind
{
    Number,
    Text,

    /// <summary> Empty, or one of the words that people and programs write for that. </summary>
    Missing,

    /// <summary> A number that <c>Real</c> cannot hold, or an infinite one. </summary>
    OutOfRange,
}
