namespace HyperGan.Cli.Tables;

/// <summary> A table that cannot be used; the message names file, row and column and says what to do. </summary>
sealed class TableException : Exception
{
    public TableException(string message) : base(message)
    {
    }

    public TableException(string message, Exception inner) : base(message, inner)
    {
    }
}
