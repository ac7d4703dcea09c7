using System.Collections.Immutable;

namespace Compliance.Cli.Evaluation.Negatives;

/// <summary>Brands that a platform has as customers, as they are typed into a form.</summary>
internal static class Brands
{
    public static ImmutableArray<string> All { get; } =
    [
        .. ("Adidas;"
            + "Adobe;Airbnb;Airbus;Akamai;Alibaba;Allianz;Amazon;AMD;Anthropic;Apple;Arm;Asana;Asos;AstraZeneca;Atlassian;Audi;Autodesk;"
            + "Axa;Barclays;BASF;Bayer;BBC;Bentley;Binance;Bloomberg;BMW;Boeing;Booking;Bosch;Boston Dynamics;BP;British "
            + "Airways;Broadcom;BT;Burberry;"
            + "Canon;Canva;Carrefour;Cisco;Citi;Cloudflare;CNN;Coinbase;Colgate;Continental;Costco;Dacia;Danone;Databricks;Datadog;Decathlon;Dell;"
            + "Delta;DHL;Disney;Docker;Dow;Dropbox;Duolingo;DuPont;Dyson;eBay;Electrolux;Emirates Airline;ENI;Epic "
            + "Games;Ericsson;Etsy;Evernote;"
            + "Expedia;FedEx;Ferrari;Figma;Ford;Fujitsu;Garmin;GitHub;GitLab;GoDaddy;Goldman Sachs;Google;GoPro;Grab;Grammarly;Gucci;Haier;"
            + "Harrods;Hasbro;Heineken;Henkel;Hermes;Hitachi;Honda;HP;HSBC;HubSpot;Hugging "
            + "Face;Hulu;Hyundai;IBM;Ikea;Infosys;Instacart;Intel;"
            + "Intuit;JBL;JetBlue;Kia;Klarna;Kodak;Kraken;Lego;Lenovo;LG;LinkedIn;Logitech;Lufthansa;Lyft;Mango;Marriott;Mastercard;Mattel;"
            + "McDonald's;Medium;Meta;Michelin;Microsoft;Miro;Mistral;Moil;Monzo;Motorola;Nestle;Netflix;Netlify;Nike;Nikon;Nintendo;Nissan;"
            + "Nokia;Notion;Novartis;Nvidia;Okta;Opel;OpenAI;Oracle;Orange;Panasonic;PayPal;PepsiCo;Perplexity;Pfizer;Philips;Pinterest;Pirelli;"
            + "Prada;Puma;PwC;Qualcomm;Railway;Reddit;Renault;Render;Replit;Revolut;Roblox;Roche;Rolex;Ryanair;Salesforce;Samsung;Sanofi;SAP;"
            + "Scania;Seat;Sega;Shell;Shopify;Siemens;Skoda;Slack;Snapchat;Snowflake;Sony;SoundCloud;Spotify;Square;Stripe;Subway;Suzuki;"
            + "Swatch;Target;Tata;Tencent;Tesco;Tesla;The Coca-Cola Company;The Fresh "
            + "Market;TikTok;Toshiba;Toyota;Trello;Twilio;Twitch;Uber;"
            + "UBS;Unilever;Unity;UPS;Vercel;Visa;Vodafone;Volkswagen;Volvo;Walmart;Wayfair;WhatsApp;Wise;Xerox;Xiaomi;Yahoo;Yamaha;Yelp;"
            + "YouTube;Zalando;Zapier;Zara;Zendesk;Zoom").Split(';'),
    ];
}
