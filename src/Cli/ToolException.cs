namespace HyperGan.Cli;

/// <summary> Something that the user can put right: the message says what was wrong and what to do, the exit code which kind it is. </summary>
sealed class ToolException(int exitCode, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary> One of <see cref="Cli.ExitCode"/>. </summary>
    public int ExitCode { get; } = exitCode;
}
