using System.Diagnostics;

namespace HyperGan.Bench;

/// <summary> This program once more, however it was started: as an executable file, or as a library that `dotnet` was told to run. </summary>
static class OwnProcess
{
    /// <summary> How to start it with <paramref name="arguments"/>. </summary>
    public static ProcessStartInfo With(params IEnumerable<string> arguments)
    {
        var program = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) is "dotnet"
            ? new(program, [Path.Combine(AppContext.BaseDirectory, $"{typeof(OwnProcess).Assembly.GetName().Name}.dll"), .. arguments])
            : new(program, arguments);
    }
}
