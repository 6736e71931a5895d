namespace Samanvay.SystemTests.Journeys;

/// <summary>What the administrators of an invented second city type and bring in: other agencies, roles and people,
/// another language, a river of its own.</summary>
internal static class SecondCity
{
    public const string Name = "नीलपुर";
    public const string Zone = "Asia/Kathmandu";
    public const string Gauge = "np-ghat-1";
    public const string Worker = "np-asha";
    public const string WorkerName = "आशा वर्मा";
    public const string ControlRoom = "नीलपुर बाढ़ नियंत्रण कक्ष";

    /// <summary>Reached by <see cref="RaisedLevel"/>, which is far below every level of the playbook's own.</summary>
    public const string WarningLevel = "3";
    public const string DangerLevel = "4";
    public const string HighestLevel = "6.5";
    public const decimal RaisedLevel = 4.2m;

    public const string Agencies = $"""
        id,name,phone
        np-control,{ControlRoom},+977 1 555 0101
        np-hall,नीलपुर नगर भवन,+977 1 555 0102
        np-thana,नीलपुर थाना,+977 1 555 0103
        np-rescue,नीलपुर बचाव दल,+977 1 555 0104
        np-zila,नीलपुर ज़िला कार्यालय,+977 1 555 0105
        np-seva,नीलपुर सेवा निगम,+977 1 555 0106
        """;

    /// <summary>Each role of the playbook, with what this city calls it and who staffs it.</summary>
    public static readonly (string Abstract, string Id, string Name, string Agency)[] Roles =
    [
        ("iccc.operator", "np-desk", "नियंत्रण पटल", "np-control"),
        ("iccc.supervisor", "np-shift", "पाली प्रमुख", "np-control"),
        ("iccc.duty-officer", "np-duty", "ड्यूटी प्रमुख", "np-control"),
        ("ulb.commissioner", "np-mayor", "नगर प्रमुख", "np-hall"),
        ("ulb.addl-commissioner", "np-deputy", "उप नगर प्रमुख", "np-hall"),
        ("ulb.ward-officer", "np-ward", "वार्ड अधिकारी", "np-hall"),
        ("ulb.swd.ae", "np-drains", "नाला अभियंता", "np-hall"),
        ("ulb.swm.chi", "np-waste", "सफ़ाई निरीक्षक", "np-hall"),
        ("ulb.water.lab", "np-lab", "जल प्रयोगशाला", "np-hall"),
        ("ulb.moh", "np-health", "स्वास्थ्य अधिकारी", "np-hall"),
        ("police.control", "np-thana-desk", "थाना पटल", "np-thana"),
        ("fire.control", "np-rescue-desk", "बचाव पटल", "np-rescue"),
        ("ddma.duty", "np-zila-desk", "ज़िला पटल", "np-zila"),
        ("ddma.dm", "np-zila-head", "ज़िला प्रमुख", "np-zila"),
        ("sdrf.control", "np-boats", "नाव दल", "np-rescue"),
        ("discom.control", "np-power", "बिजली पटल", "np-seva"),
        ("transport.control", "np-buses", "बस पटल", "np-seva"),
        ("school.education-officer", "np-schools", "विद्यालय अधिकारी", "np-seva"),
    ];

    public const string Wards = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"np-1","name":"उत्तर टोला"},"geometry":{"type":"Polygon",
        "coordinates":[[[81.60,28.05],[81.63,28.05],[81.63,28.08],[81.60,28.08],[81.60,28.05]]]}},
        {"type":"Feature","properties":{"id":"np-2","name":"दक्षिण टोला"},"geometry":{"type":"Polygon",
        "coordinates":[[[81.60,28.02],[81.63,28.02],[81.63,28.05],[81.60,28.05],[81.60,28.02]]]}}]}
        """;

    public const string Devices = $"""
        id,name,signal,unit,ward,longitude,latitude
        {Gauge},पुराने घाट का मापी,nadi.star,m,np-1,81.61,28.06
        np-ghat-2,नए घाट का मापी,nadi.star,m,np-2,81.61,28.03
        """;

    public static string RolesFile => Lines("id,name,agency", Roles.Select(role =>
        $"{role.Id},{role.Name},{role.Agency}"));

    /// <summary>One person for each role; the first will work, and is also the second at the district's
    /// desk.</summary>
    public static string PeopleFile => Lines("id,name,access,agency,language,holds", Roles.Select((role, number) =>
        number == 0
            ? $"{Worker},{WorkerName},operator,{role.Agency},hi,{role.Id}:1; np-zila-desk:2"
            : $"{role.Id}-p,{role.Name} {number},agency-member,{role.Agency},hi,{role.Id}:1"));

    private static string Lines(string head, IEnumerable<string> lines) => string.Join('\n', lines.Prepend(head));
}
