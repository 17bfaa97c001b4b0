using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace HyperGan.Cli.Reporting;

/// <summary> Shows how far a piece of work is: a bar with the time left on a terminal, a line at every tenth elsewhere. </summary>
static class Progress
{
    const int Lines = 10;

    static readonly TimeSpan _betweenCounts = TimeSpan.FromMilliseconds(100);

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

    /// <summary> Does work of which nobody knows how much there is: a line with what is done so far on a terminal, nothing elsewhere. </summary>
    /// <param name="terminal"> Where it is shown. </param>
    /// <param name="name"> What is done. </param>
    /// <param name="unit"> What is counted. </param>
    /// <param name="work"> Told whom to report to how many there are. </param>
    public static void Count(Terminal terminal, string name, string unit, Action<Action<long>> work)
    {
        if (!terminal.DrawsProgress)
        {
            work(_ => { });
            return;
        }
        // Drawn when something is reported, not by a timer: the lines a person sees are the same in every run.
        terminal.Progress.Status().AutoRefresh(enabled: false).Start(Markup.Escape(name), context =>
        {
            var (watch, drawn) = (Stopwatch.StartNew(), TimeSpan.MinValue);
            work(done =>
            {
                if (drawn != TimeSpan.MinValue && watch.Elapsed - drawn < _betweenCounts)
                    return;
                drawn = watch.Elapsed;
                context.Status(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{name}  {done:N0} {unit}")));
                context.Refresh();
            });
        });
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
