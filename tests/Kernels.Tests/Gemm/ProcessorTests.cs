using System.Globalization;
using System.Runtime.Intrinsics.X86;

namespace HyperGan.Kernels.Tests;

public class ProcessorTests
{
    const string Info = "/proc/cpuinfo";

    [Fact]
    public void It_is_what_the_system_takes_it_for()
    {
        Assert.InRange(Processor.SecondLevelCache, 1 << 19, 1 << 21);
        if (!X86Base.IsSupported)
        {
            Assert.False(Processor.IsZen5);
            Assert.Equal(1 << 20, Processor.SecondLevelCache);
        }
        else if (File.Exists(Info))
        {
            var isAmd = string.Equals(Said("vendor_id"), "AuthenticAMD", StringComparison.Ordinal);
            Assert.Equal(isAmd && Number("cpu family") >= 26, Processor.IsZen5);
            if (isAmd)   // of other processors Linux states the third-level cache there
                Assert.Equal(Math.Clamp(Number("cache size") << 10, 1 << 19, 1 << 21), Processor.SecondLevelCache);
        }
    }

    static int Number(string name) => int.Parse(Said(name).Split(' ')[0], CultureInfo.InvariantCulture);

    static string Said(string name) => File.ReadLines(Info).First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(':')[1].Trim();
}
