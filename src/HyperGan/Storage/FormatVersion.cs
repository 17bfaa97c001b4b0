using System.Text.Json;

namespace HyperGan;

/// <summary> The version of a part of a model file. Looked at before anything else: a newer part may have members that are not known here. </summary>
static class FormatVersion
{
    /// <summary> Refuses a part of another version than this program reads. </summary>
    /// <param name="part"> The part. </param>
    /// <param name="name"> What its version is called in the message. </param>
    /// <param name="current"> The version that is read. </param>
    /// <param name="unnamed"> What a part without a version is taken for; null where it is refused. </param>
    /// <exception cref="InvalidDataException"> It is of another version, or of none. </exception>
    public static void Require(JsonElement part, string name, int current, int? unnamed = null)
    {
        var number = Number(part, unnamed) ?? throw new InvalidDataException($"its {name} is missing, or no whole number.");
        if (number != current)
            throw new InvalidDataException($"its {name} is {number}, this program reads version {current}; use a matching release.");
    }

    static int? Number(JsonElement part, int? unnamed)
    {
        if (part.ValueKind != JsonValueKind.Object || !part.TryGetProperty("version", out var version))
            return unnamed;
        return version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) ? number : null;
    }
}
