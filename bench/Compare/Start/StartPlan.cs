namespace HyperGan.Bench.Compare;

/// <summary> What `compare start` is asked for. </summary>
/// <param name="Program"> The tool, an executable file. </param>
/// <param name="Threads"> Threads the tool is given. </param>
/// <param name="Rounds"> Starts the medians are taken over. </param>
/// <param name="Json"> One object a line instead of a table. </param>
sealed record StartPlan(string Program, int Threads, int Rounds, bool Json)
{
    /// <summary> Where a build of the tool in the same configuration lies beside this one. </summary>
    public static string DefaultProgram { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "HyperGan.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "HyperGan.Cli" + (OperatingSystem.IsWindows() ? ".exe" : "")));
}
