using System.Diagnostics;
using Spectre.Console;

namespace HyperGan.Cli.Reporting;

/// <summary> Shows how far a piece of work is: a bar with the time left on a terminal, a line at every tenth elsewhere. </summary>
static class Progress
{
    const int Lines = 10;

    /// <summary> Told how much is done, and what there is to say about it. </summary>
    public delegate void Update(long done, string note);

    /// <summary> Does the work, which reports as it likes. </summary>
    public static void Show(Terminal terminal, string name, long total, Action<Update> work)
    {
        if (terminal.DrawsProgress)
            Draw(terminal, name, total, work);
        else
            Print(terminal, name, total, work);
    }

    static void Draw(Terminal terminal, string name, long total, Action<Update> work) =>
        new Spectre.Console.Progress(terminal.Progress)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(name), maxValue: total);
                work((done, note) =>
                {
                    task.Description = Markup.Escape($"{name}  {note}");
                    task.Value = done;
                });
            });

    static void Print(Terminal terminal, string name, long total, Action<Update> work)
    {
        var (watch, printed) = (Stopwatch.StartNew(), 0L);
        work((done, note) =>
        {
            if (done * Lines / total <= printed)
                return;
            printed = done * Lines / total;
            var left = watch.Elapsed.TotalSeconds * (total - done) / done;
            terminal.Say(done < total ? $"{name} {done} of {total}  {note}  {left:F0} s left" : $"{name} {done} of {total}  {note}  {watch.Elapsed.TotalSeconds:F1} s");
        });
    }
}
