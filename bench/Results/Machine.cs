using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using System.Text.Json.Nodes;
using HyperGan.Bench.Compare;

namespace HyperGan.Bench.Results;

/// <summary> What the figures were measured on. </summary>
static class Machine
{
    /// <summary> Maker, family, model and widest vectors: the name of the folder, <c>authenticamd-25-17-avx512</c>, or the architecture where the processor does not say. </summary>
    public static string Name
    {
        get
        {
            if (!X86Base.IsSupported)
                return RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
            var (_, first, third, second) = X86Base.CpuId(0, 0);
            var signature = X86Base.CpuId(1, 0).Eax;
            var family = (signature >> 8 & 15) + (signature >> 20 & 255);
            var model = (signature >> 4 & 15) + (signature >> 12 & 240);
            var vectors = Vector512.IsHardwareAccelerated ? "avx512" : Vector256.IsHardwareAccelerated ? "avx2" : "sse";
            return string.Create(CultureInfo.InvariantCulture, $"{Letters(first)}{Letters(second)}{Letters(third)}-{family}-{model}-{vectors}").ToLowerInvariant();
        }
    }

    /// <summary> Name and versions, those of the peers with the processor whose kernels they took; null for a peer that is not there. </summary>
    public static JsonObject Describe() => new()
    {
        ["machine"] = Name,
        ["processors"] = Environment.ProcessorCount,
        ["system"] = RuntimeInformation.OSDescription,
        ["runtime"] = RuntimeInformation.FrameworkDescription,
        ["tensors"] = typeof(System.Numerics.Tensors.TensorPrimitives).Assembly.GetName().Version?.ToString(),
        ["openblas"] = Peer(Blas.OpenBlas(threads: 1)),
        ["blis"] = Peer(Blas.Blis(threads: 1)),
        ["precision"] = typeof(Real).Name,
        ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    static string? Peer(Blas? library) => library is null ? null : $"{library.Version}, {library.Kernels}";

    static string Letters(int four) => Encoding.ASCII.GetString(BitConverter.GetBytes(four));
}
