using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Samanvay.Runtime.Audit;

/// <summary>A signed statement of how all histories stood at one moment.</summary>
/// <param name="At">The machine's time.</param>
/// <param name="Heads">How many hashes there were.</param>
/// <param name="Root">SHA-256 of the file that lists them, in hexadecimal.</param>
/// <param name="Previous">SHA-256 of the line of the seal before; empty for the first.</param>
/// <param name="Signature">ECDSA (P-256, SHA-256) of all before it, in base64.</param>
public sealed record AuditSeal(string At, long Heads, string Root, string Previous, string Signature)
{
    [JsonIgnore]
    public Instant Time => InstantPattern.ExtendedIso.Parse(At).Value;

    /// <summary>The file beside the seals that lists the hashes.</summary>
    [JsonIgnore]
    public string File => $"heads-{Root[..16]}.tsv";

    /// <summary>As it is written: one line of JSON.</summary>
    public string ToLine() => JsonSerializer.Serialize(this);

    public static AuditSeal Sign(ECDsa key, Instant at, long heads, string root, AuditSeal? before)
    {
        var seal = new AuditSeal(InstantPattern.ExtendedIso.Format(at), heads, root, LinkTo(before), "");
        return seal with { Signature = Convert.ToBase64String(key.SignData(seal.Signed, HashAlgorithmName.SHA256)) };
    }

    public static AuditSeal Parse(string line) =>
        JsonSerializer.Deserialize<AuditSeal>(line) ?? throw new FormatException($"'{line}' is no seal.");

    public bool IsGenuine(ECDsa key, AuditSeal? before) =>
        Previous == LinkTo(before)
        && key.VerifyData(Signed, Convert.FromBase64String(Signature), HashAlgorithmName.SHA256);

    private byte[] Signed =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}\n{Heads}\n{Root}\n{Previous}"));

    /// <summary>The hash by which the next seal names this one.</summary>
    internal static string LinkTo(AuditSeal? before) =>
        before is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(before.ToLine())));
}
