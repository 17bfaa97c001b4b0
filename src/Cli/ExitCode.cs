namespace HyperGan.Cli;

/// <summary> How the process ends. Scripts rely on the numbers: they are in the help and never change their meaning. </summary>
static class ExitCode
{
    /// <summary> All is done. </summary>
    public const int Done = 0;

    /// <summary> A mistake of ours. </summary>
    public const int Unexpected = 1;

    /// <summary> The command line, an option's value or an input file cannot be used. </summary>
    public const int Usage = 2;

    /// <summary> The output folder is used already or cannot be written, or a file cannot be read. </summary>
    public const int Files = 3;

    /// <summary> The loss or its gradient was no number any more; of the toy tasks the last good model is kept, of a table none is written. </summary>
    public const int Diverged = 4;

    /// <summary> Tasks of a sweep or splits of an evaluation failed or are not finished. </summary>
    public const int Incomplete = 5;

    /// <summary> Ctrl-C or SIGTERM; what there was is written, but of a table no model. As shells count: 128 + SIGINT. </summary>
    public const int Interrupted = 130;

    /// <summary> All of them, as the help shows them. </summary>
    public const string Help = """
        Exit codes:
          0    done
          1    unexpected error (--verbose shows where)
          2    an option, its value or an input file cannot be used
          3    the output folder is used already or cannot be written, or a file cannot be read
          4    training diverged; of the toy tasks the last good model is kept, of a table none is written
          5    tasks of a sweep or splits of an evaluation failed or are not finished
          130  interrupted (Ctrl-C, SIGTERM); what there was is written, but of a table no model
        """;
}
